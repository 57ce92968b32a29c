import { writeFileSync } from 'node:fs'
import { choiceGrammar } from './choice-grammar.ts'
import { type FromModel, OUT_OF_MEMORY_STATUS, type ToModel, toModel } from './model-messages.ts'

/**
 * The program of a model's own process: a model file is code of somebody else, and what reads it may hang, crash or take
 * all memory. Started by ModelChild, with an empty environment; ends with the process that started it.
 */

/** Room for the glossary, a question and its choices, in tokens. */
const CONTEXT_TOKENS = 1024
/** More than any choice is long. */
const MOST_TOKENS = 64
const WATCH_MS = 100

const tell = (message: FromModel) => process.send?.(message)
const detailOf = (error: unknown) => (error instanceof Error ? error.message : String(error)).slice(0, 500)

type Choose = (prompt: string, words: readonly string[]) => Promise<string>
let choose: Choose | undefined

process.once('disconnect', () => process.exit())
process.on('message', raw => void handle(toModel.parse(raw)))

async function handle(message: ToModel): Promise<void> {
  if (message.kind === 'LOAD') {
    watchMemory(message.maxMemoryBytes)
    choose = await load(message)
    return
  }
  const { id, prompt, words } = message
  try {
    const said = (await choose?.(prompt, words)) ?? ''
    tell({ kind: 'CHOSEN', id, word: said.trim() })
  } catch (error) {
    tell({ kind: 'NOT_CHOSEN', id, detail: detailOf(error) })
  }
}

async function load({ path, glossary }: Extract<ToModel, { kind: 'LOAD' }>): Promise<Choose | undefined> {
  let trouble: 'NO_PACKAGE' | 'NOT_LOADED' = 'NO_PACKAGE'
  try {
    // Optional: an installation without a model goes without it.
    const { getLlama, LlamaCompletion, LlamaLogLevel } = await import('node-llama-cpp')
    const llama = await getLlama({
      gpu: false,
      build: 'never',
      skipDownload: true,
      progressLogs: false,
      logLevel: LlamaLogLevel.disabled,
      maxThreads: 1,
    })
    trouble = 'NOT_LOADED'
    const model = await llama.loadModel({ modelPath: path, gpuLayers: 0 })
    const context = await model.createContext({ contextSize: CONTEXT_TOKENS, sequences: 1, threads: 1 })
    const contextSequence = context.getSequence()
    const completion = new LlamaCompletion({ contextSequence })
    // The glossary stays evaluated in front of all questions; this also shows that the model can evaluate at all.
    await completion.generateCompletion(glossary, { temperature: 0, maxTokens: 1 })
    tell({ kind: 'LOADED' })
    return async (prompt, words) => {
      const text = glossary + prompt
      const length = model.tokenize(text).length
      if (length + MOST_TOKENS > CONTEXT_TOKENS)
        throw new Error(`Asking the model: ${length} tokens are too many for a context of ${CONTEXT_TOKENS}`)
      const grammar = await llama.createGrammar({ grammar: choiceGrammar(words) })
      return await completion.generateCompletion(text, { temperature: 0, maxTokens: MOST_TOKENS, grammar })
    }
  } catch (error) {
    tell({ kind: 'NOT_LOADED', trouble, detail: detailOf(error) })
    return undefined
  }
}

/** Ends this process when it takes more than it may, and lets the system take its memory before the server's. */
function watchMemory(maxBytes: number): void {
  try {
    writeFileSync('/proc/self/oom_score_adj', '1000')
  } catch {
    // Not Linux: the watch below is what there is.
  }
  setInterval(() => {
    if (process.memoryUsage.rss() > maxBytes) process.exit(OUT_OF_MEMORY_STATUS)
  }, WATCH_MS)
}
