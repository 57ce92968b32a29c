/** Something that the product relies on, tried in this Excel. */
export interface SelfChecked {
  readonly name: string
  readonly provenance: 'documentation' | 'types' | 'assumption'
  readonly outcome: 'agrees' | 'differs' | 'failed' | 'skipped'
  readonly expected: unknown
  readonly observed: unknown
  readonly error: string | null
}

/** What came of trying everything; it names no cell and no person. */
export interface SelfCheckTranscript {
  readonly host: string
  readonly platform: string
  readonly version: string
  readonly checks: readonly SelfChecked[]
}

/** Tries everything, each on a sheet of its own that is deleted again. */
export type RunSelfCheck = (progress: (part: number, doing: string) => void) => Promise<SelfCheckTranscript>

/** The transcript as a file to send on: what this Excel is, and what it did. */
export const transcriptFile = (transcript: SelfCheckTranscript, at: string): { name: string; text: string } => ({
  name: `moatmetrics-self-check-${at.slice(0, 10)}.json`,
  text: `${JSON.stringify({ at, ...transcript }, null, 2)}\n`,
})
