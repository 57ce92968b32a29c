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
 * Reasons for which the rules ask back because words have several meanings. Which is meant stays the asker's to say, for
 * that is what these words are published to do; a model may put the likeliest one first. A word that nothing explains is not
 * among them: what was not understood is not for guessing.
 */
const ambiguous: ReadonlySet<AbstainReason> = new Set(['AMBIGUOUS_METRIC', 'AMBIGUOUS_NAME', 'UNCLEAR_PERIOD'] as const)

/**
 * A model as second opinion. It can never come up with a reading of its own. Of what the rules read it can
 * - turn a reading that they are half sure of into a question back,
 * - have a reading answered that they are not sure enough of to answer alone,
 * - put one of several choices first.
 */
export const modelOpinion =
  (interpreter: SecondInterpreter): SecondOpinion =>
  async (question, rules, context) => {
    const queries = readingsOf(rules)
    const candidates = queries && candidatesOf(queries)
    if (!queries || !candidates) return { reading: null, note: null }
    const verdict = await interpreter.choose({ question: maskedQuestion(question, context), candidates })
    if (verdict.kind === 'FAILED') return { reading: null, note: noteOf(verdict.trouble) }
    return { reading: reconsidered(rules, verdict.kind === 'CHOSEN' ? verdict.index : null), note: null }
  }

/** What becomes of a reading when one of its queries was chosen, or none; null: it stands. */
function reconsidered(rules: Interpretation, chosen: number | null): Interpretation | null {
  if (rules.kind === 'READ') return chosen === null ? askedBack(rules) : null
  if (chosen === null) return null
  const choice = rules.choices[chosen]!
  if (rules.reason !== 'UNSURE')
    return chosen === 0 ? null : { ...rules, choices: [choice, ...rules.choices.filter(each => each !== choice)] }
  // The least that is answered: how the question was read stands in front of the answer.
  return { kind: 'READ', query: choice.query, counts: false, confidence: SURE_ENOUGH, evidence: rules.evidence }
}

/** What a model may choose from; null where it is not to be asked. */
function readingsOf(rules: Interpretation) {
  if (rules.kind === 'READ') return rules.confidence < SURE ? [rules.query] : null
  const { reason, choices } = rules
  return reason === 'UNSURE' || (ambiguous.has(reason) && choices.length > 1) ? choices.map(({ query }) => query) : null
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
  }; this comes from the rules alone.`
