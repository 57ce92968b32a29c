import type { AbstainReason } from '../abstain-reason.ts'
import type { SecondOpinion } from '../answer/second-opinion.ts'
import { SURE_ENOUGH } from '../interpret.ts'
import type { Interpretation } from '../interpretation.ts'
import { candidatesOf } from './candidates.ts'
import { maskedQuestion } from './masked-question.ts'
import type { ModelTrouble, SecondInterpreter } from './second-interpreter.ts'

/** Below it the rules are not sure. */
const SURE = 0.9

/**
 * Reasons for which the rules ask back although they have readings. A word that nothing explains is not among them: what
 * was not understood is not for guessing.
 */
const undecided: ReadonlySet<AbstainReason> = new Set([
  'UNSURE',
  'AMBIGUOUS_METRIC',
  'AMBIGUOUS_NAME',
  'UNCLEAR_PERIOD',
] as const)

/**
 * A model as second opinion. It can do three things: settle which of the readings that the rules offer as choices is meant,
 * leave a reading that the rules are half sure of as it is, or turn that into a question back. It can never come up with a
 * reading of its own.
 */
export const modelOpinion =
  (interpreter: SecondInterpreter): SecondOpinion =>
  async (question, rules, context) => {
    const queries = readingsOf(rules)
    const candidates = queries && candidatesOf(queries)
    if (!queries || !candidates) return { reading: null, note: null }
    const verdict = await interpreter.choose({ question: maskedQuestion(question, context), candidates })
    if (verdict.kind === 'FAILED') return { reading: null, note: noteOf(verdict.trouble) }
    if (rules.kind === 'READ') return { reading: verdict.kind === 'ABSTAINED' ? askedBack(rules) : null, note: null }
    if (verdict.kind === 'ABSTAINED') return { reading: null, note: null }
    const { evidence } = rules
    const query = queries[verdict.index]!
    // The least that is answered: how the question was read stands in front of the answer.
    return { reading: { kind: 'READ', query, counts: false, confidence: SURE_ENOUGH, evidence }, note: null }
  }

/** What a model may choose from; null where it is not to be asked. */
function readingsOf(rules: Interpretation) {
  if (rules.kind === 'READ') return rules.confidence < SURE ? [rules.query] : null
  return undecided.has(rules.reason) ? rules.choices.map(({ query }) => query) : null
}

const askedBack = ({ query, confidence, evidence }: Extract<Interpretation, { kind: 'READ' }>): Interpretation => ({
  kind: 'ABSTAINED',
  reason: 'UNSURE',
  about: [],
  choices: [{ query }],
  confidence,
  evidence,
})

/** What an asker is told; the rest is for those who run the server, see `/ready`. */
const noteOf = (trouble: ModelTrouble): string =>
  `The language model ${
    trouble === 'LOADING'
      ? 'is still being loaded'
      : trouble === 'TIMED_OUT' || trouble === 'BUSY'
        ? 'took too long'
        : trouble === 'NO_CHOICE'
          ? 'came to no choice'
          : 'is not available at the moment'
  }; this is what the rules read.`
