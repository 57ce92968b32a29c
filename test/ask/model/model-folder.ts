import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSecondInterpreter } from '../../../server/ask/model/create-second-interpreter.ts'
import { glossary } from '../../../server/ask/model/glossary.ts'
import type { ModelSettings } from '../../../server/ask/model/model-settings.ts'
import type { ModelTrouble, SecondInterpreter } from '../../../server/ask/model/second-interpreter.ts'
import { type TinyModel, writeTinyGguf } from './tiny-gguf.ts'

/** Words that a tiny model has as tokens: those it is always given, and what these tests ask about. */
const words = [
  ...new Set(`${glossary} abstain revenue gross_profit gross_margin_pct labour_cost license_cost spend`.split(/\s+/)),
].filter(word => word !== '')

const folders: string[] = []
const running: SecondInterpreter[] = []

/** A new folder that `cleanUp` removes. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'moat-model-'))
  folders.push(folder)
  return folder
}

/** A model in a folder of its own, with settings that fit it. */
export function tinyModel(model: Omit<TinyModel, 'words'> = {}): ModelSettings {
  const path = join(newFolder(), 'model.gguf')
  writeTinyGguf(path, { words, ...model })
  return settingsOf(path)
}

export const settingsOf = (path: string): ModelSettings => ({
  path,
  sha256: createHash('sha256').update(readFileSync(path)).digest('hex'),
  // Nothing that works is to be ended for its time.
  deadlineMs: 60_000,
  maxFileBytes: 1024 ** 3,
  maxMemoryBytes: 2 * 1024 ** 3,
})

/** An interpreter that `cleanUp` stops; `troubles` are its failures so far. */
export function interpreterOf(
  settings: ModelSettings,
  more: Partial<Parameters<typeof createSecondInterpreter>[1]> = {},
): SecondInterpreter & { readonly troubles: ModelTrouble[] } {
  const troubles: ModelTrouble[] = []
  const interpreter = createSecondInterpreter(settings, {
    now: () => performance.now(),
    report: ({ trouble }) => troubles.push(trouble),
    ...more,
  })
  running.push(interpreter)
  return Object.assign(interpreter, { troubles })
}

export async function cleanUp(): Promise<void> {
  await Promise.all(running.splice(0).map(interpreter => interpreter.stop()))
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
}
