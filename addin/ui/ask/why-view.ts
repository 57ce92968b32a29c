import type { ComponentType } from 'preact'
import type { AnswerExplanation } from '../../app/ask/answer.ts'

/** Shows an explanation: pages have room for every driver, the pane has its own. `brief`: below something else. */
export type WhyView = ComponentType<{ readonly explanation: AnswerExplanation; readonly brief?: boolean }>
