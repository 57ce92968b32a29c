import type { SecondInterpreter, Verdict } from './second-interpreter.ts'

/** Verdicts that are kept. */
const REMEMBERED = 500

/**
 * The same interpreter, asked once for equal questions: sheets ask theirs at each calculation. A model whose file is known by
 * its hash says the same each time; failures are not kept.
 */
export function rememberedChoices(interpreter: SecondInterpreter): SecondInterpreter {
  const verdicts = new Map<string, Verdict>()
  return {
    choose: async request => {
      const key = JSON.stringify(request)
      const known = verdicts.get(key)
      const verdict = known ?? (await interpreter.choose(request))
      verdicts.delete(key)
      if (verdict.kind !== 'FAILED') verdicts.set(key, verdict)
      if (verdicts.size > REMEMBERED) verdicts.delete(verdicts.keys().next().value!)
      return verdict
    },
    status: () => interpreter.status(),
    settled: () => interpreter.settled(),
    stop: () => interpreter.stop(),
  }
}
