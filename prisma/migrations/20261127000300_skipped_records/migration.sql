-- An operator may move a position forward. Who did it, and why, is kept beside what was found.
ALTER TABLE "position_findings" DROP CONSTRAINT "position_findings_kind";
ALTER TABLE "position_findings" ADD CONSTRAINT "position_findings_kind"
    CHECK ("kind" IN ('gap', 'truncated', 'topic-recreated', 'another-cluster', 'skipped'));
ALTER TABLE "position_findings" ADD CONSTRAINT "skipped_by_an_operator"
    CHECK ("kind" <> 'skipped' OR "acknowledged_at" IS NOT NULL);
