import { createSecondInterpreter } from '../ask/model/create-second-interpreter.ts'
import { modelSettings } from '../ask/model/model-settings.ts'
import { rememberedChoices } from '../ask/model/remembered-choices.ts'
import { modelTroubles, type SecondInterpreter } from '../ask/model/second-interpreter.ts'
import type { Config } from '../config.ts'
import type { Log } from '../log.ts'

/** Starts loading the model of a configuration, in the background; null: none is set up. */
export function startModel(config: Config, log: Log): SecondInterpreter | null {
  const settings = modelSettings(config)
  if (!settings) return null
  const model = createSecondInterpreter(settings, {
    now: () => performance.now(),
    report: ({ trouble, detail }) =>
      log.warn({ trouble, detail }, `the language model failed: ${modelTroubles[trouble]}`),
  })
  return rememberedChoices(model)
}
