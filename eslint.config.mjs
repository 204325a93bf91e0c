import tseslint from 'typescript-eslint';

/** Folders of src, and which of them each may import besides itself. Data flows one way. */
const MAY_IMPORT = {
  intake: ['booking', 'dead-letter', 'outbox', 'platform'],
  dispatch: ['reservanto', 'booking', 'outbox', 'platform'],
  booking: ['outbox', 'platform'],
  outbox: ['platform'],
  'dead-letter': ['booking', 'outbox', 'platform'],
  reservanto: ['platform'],
  reconciliation: ['reservanto', 'booking', 'platform'],
  ops: ['intake', 'dispatch', 'reconciliation', 'reservanto', 'booking', 'platform'],
  replay: ['intake', 'dead-letter', 'booking', 'platform'],
  simulator: [],
  platform: [],
};

/** Packages that only these folders may know. */
const PACKAGES = {
  kafkajs: ['platform'],
  undici: ['reservanto'],
};

const folders = Object.keys(MAY_IMPORT);

/** What is in no folder, and the commands: they see every folder, and no package that one folder keeps to itself. */
const outsideFolders = {
  files: ['src/*.ts', 'src/cli/**/*.ts'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        paths: Object.entries(PACKAGES).map(([name, homes]) => ({
          name,
          message: `Only ${homes.join(', ')} may know ${name}.`,
        })),
      },
    ],
  },
};

const directions = Object.entries(MAY_IMPORT).map(([folder, allowed]) => ({
  files: [`src/${folder}/**/*.ts`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        paths: Object.entries(PACKAGES)
          .filter(([, homes]) => !homes.includes(folder))
          .map(([name]) => ({ name, message: `${folder} must not know ${name}.` })),
        patterns: [
          {
            group: folders.filter((f) => f !== folder && !allowed.includes(f)).map((f) => `../**/${f}/**`),
            message: `${folder} may import only: ${allowed.join(', ') || 'nothing of ours'}.`,
          },
        ],
      },
    ],
  },
}));

export default tseslint.config(
  {
    ignores: [
      'dist',
      'dist-bench',
      'dist-contracts',
      'contracts/dist',
      'contracts/src/generated',
      'src/generated',
      'bench/baseline/generated',
      '.data',
      'coverage',
      '**/*.mjs',
      '**/*.cjs',
      'prisma.config.ts',
    ],
  },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      'max-lines': ['error', 300],
      'max-depth': ['error', 4],
      'no-console': 'error',
      // An async method without await turns what it throws into a rejection, as its interface promises.
      '@typescript-eslint/require-await': 'off',
      // kafkajs hands out functions that need no `this`, typed as methods.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['src/**/*.ts', 'bench/**/*.ts', 'contracts/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: { 'max-lines-per-function': ['error', 80], complexity: ['error', 18] },
  },
  ...directions,
  outsideFolders,
  {
    files: ['src/**/*.ts'],
    ignores: ['src/**/*.store.ts', 'src/platform/database/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ImportDeclaration[source.value=/generated.prisma/]',
          message: 'Only stores know the generated Prisma client.',
        },
      ],
    },
  },
  {
    files: ['**/*.spec.ts', '**/*.e2e-spec.ts', 'test/**/*.ts'],
    rules: {
      'no-console': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector: "MemberExpression[property.name='only'][object.name=/^(it|test|describe)$/]",
          message: 'Every test runs.',
        },
      ],
    },
  },
);
