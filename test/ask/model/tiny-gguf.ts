import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs'

/** A random llama of a few kilobytes in a GGUF file (version 3), with a tokenizer of its own: real in all but its wits. */
export interface TinyModel {
  /** Words that are one token each; everything else is spelled in bytes. */
  readonly words: readonly string[]
  /** A word that it says wherever it may; none: what chance gave it. */
  readonly prefers?: string
  /** Size of each head's keys: makes the memory that a context takes grow, and the file with it. */
  readonly keyLength?: number
  readonly blocks?: number
  /** Largest context it was made for, in tokens. */
  readonly trainedFor?: number
}

const EMBEDDING = 32
const HEADS = 2
const FEED = 64
const F32 = 0
const ALIGNMENT = 32

type Value =
  | { type: 'u32'; value: number }
  | { type: 'f32'; value: number }
  | { type: 'string'; value: string }
  | Values
type Values = { type: 'array'; of: 'string' | 'f32' | 'i32'; values: readonly (string | number)[] }
const typeCodes = { u32: 4, i32: 5, f32: 6, string: 8, array: 9 } as const

/** Writes the model to a path. Weights are left out of the file where all are zero: it is sparse. */
export function writeTinyGguf(path: string, model: TinyModel): void {
  const { words, prefers, keyLength = EMBEDDING / HEADS, blocks = 1, trainedFor = 2048 } = model
  const vocabulary = vocabularyOf(words)
  const size = vocabulary.length
  const metadata: readonly [string, Value][] = [
    ['general.architecture', text('llama')],
    ['general.name', text('tiny')],
    ['llama.context_length', whole(trainedFor)],
    ['llama.embedding_length', whole(EMBEDDING)],
    ['llama.block_count', whole(blocks)],
    ['llama.feed_forward_length', whole(FEED)],
    ['llama.attention.head_count', whole(HEADS)],
    ['llama.attention.head_count_kv', whole(HEADS)],
    ['llama.attention.key_length', whole(keyLength)],
    ['llama.attention.value_length', whole(keyLength)],
    ['llama.rope.dimension_count', whole(keyLength)],
    ['llama.attention.layer_norm_rms_epsilon', { type: 'f32', value: 1e-5 }],
    ['llama.vocab_size', whole(size)],
    ['tokenizer.ggml.model', text('llama')],
    ['tokenizer.ggml.tokens', { type: 'array', of: 'string', values: vocabulary.map(({ piece }) => piece) }],
    ['tokenizer.ggml.scores', { type: 'array', of: 'f32', values: vocabulary.map(({ score }) => score) }],
    ['tokenizer.ggml.token_type', { type: 'array', of: 'i32', values: vocabulary.map(({ kind }) => kind) }],
    ['tokenizer.ggml.unknown_token_id', whole(0)],
    ['tokenizer.ggml.bos_token_id', whole(1)],
    ['tokenizer.ggml.eos_token_id', whole(2)],
  ]
  const head = keyLength * HEADS
  const random = numbers(7)
  const noise = (count: number) => Float32Array.from({ length: count }, () => random() - 0.5)
  const ones = (count: number) => new Float32Array(count).fill(1)
  // All rows of the embedding share a direction, in which the output rates the preferred token highest.
  const embedding = noise(EMBEDDING * size).map((value, i) => (i % EMBEDDING === 0 ? 4 : value))
  const output = noise(EMBEDDING * size).map((value, i) => (i % EMBEDDING === 0 ? 0 : value))
  const preferred = vocabulary.findIndex(({ piece }) => piece === `▁${prefers}`)
  if (preferred >= 0) output[preferred * EMBEDDING] = 100
  const tensors: [name: string, shape: number[], data: Float32Array | null][] = [
    ['token_embd.weight', [EMBEDDING, size], embedding],
    ['output_norm.weight', [EMBEDDING], ones(EMBEDDING)],
    ['output.weight', [EMBEDDING, size], output],
  ]
  for (let block = 0; block < blocks; block++)
    for (const [name, shape, data] of [
      ['attn_norm', [EMBEDDING], ones(EMBEDDING)],
      ['attn_q', [EMBEDDING, head], null],
      ['attn_k', [EMBEDDING, head], null],
      ['attn_v', [EMBEDDING, head], null],
      ['attn_output', [head, EMBEDDING], null],
      ['ffn_norm', [EMBEDDING], ones(EMBEDDING)],
      ['ffn_gate', [EMBEDDING, FEED], noise(EMBEDDING * FEED)],
      ['ffn_up', [EMBEDDING, FEED], noise(EMBEDDING * FEED)],
      ['ffn_down', [FEED, EMBEDDING], null],
    ] as const)
      tensors.push([`blk.${block}.${name}.weight`, [...shape], data])

  const header: Buffer[] = [Buffer.from('GGUF'), u32(3), u64(tensors.length), u64(metadata.length)]
  for (const [key, value] of metadata) header.push(string(key), u32(typeCodes[value.type]), encoded(value))
  let offset = 0
  const places: number[] = []
  for (const [name, shape] of tensors) {
    places.push(offset)
    header.push(string(name), u32(shape.length), ...shape.map(u64), u32(F32), u64(offset))
    offset += aligned(4 * shape.reduce((product, side) => product * side, 1))
  }
  const start = aligned(Buffer.concat(header).length)
  const file = openSync(path, 'w')
  writeSync(file, Buffer.concat(header), 0)
  for (const [i, [, , data]] of tensors.entries())
    if (data) writeSync(file, data, 0, data.byteLength, start + places[i]!)
  ftruncateSync(file, start + offset)
  closeSync(file)
}

interface Piece {
  readonly piece: string
  readonly score: number
  /** 1 a word, 2 the unknown one, 3 a mark, 6 a byte. */
  readonly kind: number
}

/** Marks, bytes, letters, and each word with its beginnings, from which the tokenizer puts it together. */
function vocabularyOf(words: readonly string[]): Piece[] {
  const beginnings = new Set<string>()
  for (const word of words) for (let end = 1; end <= word.length; end++) beginnings.add(`▁${word.slice(0, end)}`)
  const letters = new Set(['▁', ...words.flatMap(word => [...word])])
  return [
    { piece: '<unk>', score: 0, kind: 2 },
    { piece: '<s>', score: 0, kind: 3 },
    { piece: '</s>', score: 0, kind: 3 },
    ...Array.from({ length: 256 }, (_, byte) => ({
      piece: `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`,
      score: 0,
      kind: 6,
    })),
    ...[...letters].map(piece => ({ piece, score: -1000, kind: 1 })),
    ...[...beginnings].map(piece => ({ piece, score: piece.length, kind: 1 })),
  ]
}

const text = (value: string): Value => ({ type: 'string', value })
const whole = (value: number): Value => ({ type: 'u32', value })

function encoded(value: Value): Buffer {
  if (value.type === 'string') return string(value.value)
  if (value.type === 'f32') return f32(value.value)
  if (value.type === 'u32') return u32(value.value)
  const items = value.values.map(item =>
    typeof item === 'string' ? string(item) : value.of === 'f32' ? f32(item) : u32(item),
  )
  return Buffer.concat([u32(typeCodes[value.of]), u64(items.length), ...items])
}

const written = (bytes: number, write: (buffer: Buffer) => void): Buffer => {
  const buffer = Buffer.alloc(bytes)
  write(buffer)
  return buffer
}
const u32 = (value: number) => written(4, buffer => buffer.writeUInt32LE(value))
const u64 = (value: number) => written(8, buffer => buffer.writeBigUInt64LE(BigInt(value)))
const f32 = (value: number) => written(4, buffer => buffer.writeFloatLE(value))
const string = (value: string) => Buffer.concat([u64(Buffer.byteLength(value)), Buffer.from(value)])
const aligned = (bytes: number) => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT

/** Numbers from 0 to 1, the same each time. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}
