import { pause } from '../anchors/steps.ts'

/**
 * Knows when the adapter itself writes, so that events about that are not told as a person's. Newer Excels say whose
 * change it was; on others, what happens while we write and shortly after is taken for ours.
 */
export class OwnWrites {
  #running = 0

  get isWriting(): boolean {
    return this.#running > 0
  }

  async during<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#running++
    try {
      return await work()
    } finally {
      // Events follow the answer to the batch that caused them.
      void pause(150).then(() => this.#running--)
    }
  }
}
