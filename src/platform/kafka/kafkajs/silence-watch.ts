const LOOK_EVERY_MS = 1_000;
/** Looks without an answer, while several come each second otherwise. Not a time: a process that was frozen is not deaf. */
const SILENT_AFTER = 3;
const LEAVE_AFTER = 8;
const GIVE_UP_AFTER = 16;
/** A join is answered when the last member has joined. */
const LOOKS_MORE_TO_JOIN = 10;

/** What is done about silence. */
export interface SilenceMeasures {
  /** The sockets may be half open: new ones keep the membership. */
  leaveConnections(why: string): void;
  giveUp(why: string): void;
}

/** Notices that no broker answers a member of a group: first its connections are left, then the membership is given up. */
export class SilenceWatch {
  private readonly timer: NodeJS.Timeout;
  private looks = 0;
  private patience = LOOKS_MORE_TO_JOIN;
  private answeredAt = new Date();

  constructor(private readonly measures: SilenceMeasures) {
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS);
  }

  /** Since when no broker has answered; null while they do. */
  get silentSince(): Date | null {
    return this.looks - this.patience < SILENT_AFTER ? null : this.answeredAt;
  }

  sawAnswer(): void {
    this.looks = 0;
    this.answeredAt = new Date();
  }

  /** Until {@link hasJoined}, answers may take longer. */
  joining(): void {
    this.sawAnswer();
    this.patience = LOOKS_MORE_TO_JOIN;
  }

  hasJoined(): void {
    this.sawAnswer();
    this.patience = 0;
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    this.looks += 1;
    const silent = this.looks - this.patience;
    const why = `no broker has answered since ${this.answeredAt.toISOString()}`;
    if (silent === LEAVE_AFTER) this.measures.leaveConnections(why);
    if (silent === GIVE_UP_AFTER) this.measures.giveUp(why);
  }
}
