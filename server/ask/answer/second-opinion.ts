import type { AskContext } from '../context.ts'
import type { Interpretation } from '../interpretation.ts'

export interface Opinion {
  /** What it reads instead; null: the rules' reading stands. */
  readonly reading: Interpretation | null
  /** What the asker is told where it could not help. */
  readonly note: string | null
}

/**
 * Another interpreter, asked where the rules are unsure. It must answer or fail in its own time limit; whatever it says
 * goes through the same checks as the rules' reading, and where it fails, the rules' reading stands.
 */
export type SecondOpinion = (question: string, rules: Interpretation, context: AskContext) => Promise<Opinion>
