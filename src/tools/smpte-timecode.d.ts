/** The package brings no types; only what `timecode.ts` uses. https://github.com/CrystalComputerCorp/smpte-timecode */
declare module 'smpte-timecode' {
  interface Fields {
    readonly hours: number;
    readonly minutes: number;
    readonly seconds: number;
    readonly frames: number;
  }
  export default class Timecode implements Fields {
    /** Throws for times and frame numbers that do not exist. */
    constructor(timecode: number | Fields, frameRate: number[], dropFrame: boolean);
    readonly hours: number;
    readonly minutes: number;
    readonly seconds: number;
    readonly frames: number;
    readonly frameCount: number;
    toString(): string;
  }
}
