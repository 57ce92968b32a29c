import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { checkModelFile } from '../ask/model/check-model-file.ts'
import { createSecondInterpreter } from '../ask/model/create-second-interpreter.ts'
import { type ChoiceRequest, modelStatusText, modelTroubles } from '../ask/model/second-interpreter.ts'
import { BadConfiguration, processConfig } from '../config.ts'
import { UsageError } from './usage-error.ts'

const usage = `npm run ask:model -- FILE.gguf [--no-eval]

Checks a language model for questions: its file, whether it loads and chooses within the time limit. Prints the settings that
use it, and, from a checkout, how questions are answered without and with it. Nothing is downloaded.`

const EVALUATION = fileURLToPath(new URL('../../test/ask/eval/ask-eval.ts', import.meta.url))

/** Choices as the rules leave them open, to see that the model chooses and how long it takes. */
const trials: readonly ChoiceRequest[] = [
  {
    question: 'what did CLIENT_A cost in PERIOD',
    candidates: [
      { word: 'labour_cost', description: 'labour_cost, for clients' },
      { word: 'license_cost', description: 'license_cost, for clients' },
      { word: 'spend', description: 'spend, for clients' },
    ],
  },
  {
    question: 'which clients are the most profitable in percent',
    candidates: [
      { word: 'gross_profit', description: 'gross_profit, by client, highest gross profit first, several' },
      { word: 'gross_margin_pct', description: 'gross_margin_pct, by client, highest gross margin pct first, several' },
    ],
  },
]

/** `npm run ask:model -- path.gguf`; exit status 0: it can be used, 1: it cannot, 2: wrong usage. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'no-eval': { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
  })
  const [given, ...more] = positionals
  if (values.help) {
    console.log(usage)
    return
  }
  if (given === undefined || more.length > 0) throw new UsageError(usage)
  const config = processConfig()
  const limits = { maxFileBytes: config.askModelMaxBytes, maxMemoryBytes: config.askModelMaxMemoryBytes }
  const path = resolve(given)
  const file = await checkModelFile({ path, sha256: null, ...limits })
  if ('trouble' in file) {
    console.error(`Checking ${path}: ${modelTroubles[file.trouble].replace('ASK_MODEL_PATH', 'that path')}`)
    process.exitCode = 1
    return
  }
  console.log(`File: GGUF, ${(file.bytes / 1024 ** 2).toFixed(1)} MiB`)
  const settings = { path, sha256: file.sha256, deadlineMs: config.askModelDeadlineMs, ...limits }
  if (!(await isUsable(settings))) {
    process.exitCode = 1
    return
  }
  console.log(`\nTo use it, start the server with:\nASK_MODEL_PATH=${path}\nASK_MODEL_SHA256=${file.sha256}`)
  if (values['no-eval']) return
  if (!existsSync(EVALUATION)) {
    console.log('\nThe questions to judge it by are not part of this installation: run this from a checkout')
    return
  }
  console.log('\nThe rules alone:\n')
  await evaluate([])
  console.log('\nWith the model:\n')
  await evaluate(['--model', path, '--sha256', file.sha256])
}

/** Loads the model as the server would, and lets it choose. */
async function isUsable(settings: Parameters<typeof createSecondInterpreter>[0]): Promise<boolean> {
  const started = performance.now()
  const model = createSecondInterpreter(settings, { now: () => performance.now(), report: () => undefined })
  try {
    await model.settled()
    const status = model.status()
    if (status.phase !== 'READY') {
      const detail = status.detail ? ` (${status.detail})` : ''
      console.error(`Loading ${settings.path}: ${modelStatusText(status)}${detail}`)
      return false
    }
    console.log(`Loaded in ${((performance.now() - started) / 1000).toFixed(1)} s`)
    for (const trial of trials) {
      const asked = performance.now()
      const verdict = await model.choose(trial)
      const took = `${Math.round(performance.now() - asked)} ms`
      if (verdict.kind === 'FAILED') {
        console.error(`“${trial.question}”: no choice after ${took}: ${modelTroubles[verdict.trouble]}`)
        return false
      }
      const said = verdict.kind === 'CHOSEN' ? trial.candidates[verdict.index]?.word : 'abstain'
      console.log(`“${trial.question}”: ${said}, after ${took} of ${settings.deadlineMs}`)
    }
    return true
  } finally {
    await model.stop()
  }
}

/** The evaluation is a program of the tests, which no code of the server imports. */
function evaluate(options: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [EVALUATION, ...options], { stdio: 'inherit' })
  return new Promise((done, failed) => {
    child.once('error', failed)
    child.once('exit', status =>
      status === 0 ? done() : failed(new Error(`Judging the model: exit status ${status}`)),
    )
  })
}

try {
  await main()
} catch (error) {
  if (!(error instanceof UsageError || error instanceof BadConfiguration)) throw error
  console.error(error.message)
  process.exitCode = 2
}
