import type { Config } from '../../config.ts'

/** A model that an installation has set up, and what it may take. */
export interface ModelSettings {
  readonly path: string
  /** In hexadecimal digits. */
  readonly sha256: string
  /** Time limit of a question, in milliseconds. */
  readonly deadlineMs: number
  readonly maxFileBytes: number
  /** Most memory of its process, the part of the file that is in memory included. */
  readonly maxMemoryBytes: number
}

/** Null: no model is set up. */
export const modelSettings = (
  config: Pick<
    Config,
    'askModelPath' | 'askModelSha256' | 'askModelDeadlineMs' | 'askModelMaxBytes' | 'askModelMaxMemoryBytes'
  >,
): ModelSettings | null =>
  config.askModelPath === null || config.askModelSha256 === null
    ? null
    : {
        path: config.askModelPath,
        sha256: config.askModelSha256,
        deadlineMs: config.askModelDeadlineMs,
        maxFileBytes: config.askModelMaxBytes,
        maxMemoryBytes: config.askModelMaxMemoryBytes,
      }
