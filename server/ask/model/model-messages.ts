import { z } from 'zod'

/** What goes to the process of a model. */
export const toModel = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('LOAD'),
    path: z.string(),
    glossary: z.string(),
    maxMemoryBytes: z.number().int().positive(),
  }),
  z.strictObject({
    kind: z.literal('CHOOSE'),
    id: z.number().int(),
    /** Goes after the glossary. */
    prompt: z.string().max(4000),
    words: z.array(z.string().min(1).max(200)).min(1).max(12),
  }),
])
export type ToModel = z.infer<typeof toModel>

const detail = z.string().max(500)

/** What comes from it. A model file is code of somebody else: nothing else is listened to. */
export const fromModel = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('LOADED') }),
  z.strictObject({ kind: z.literal('NOT_LOADED'), trouble: z.enum(['NO_PACKAGE', 'NOT_LOADED']), detail }),
  z.strictObject({ kind: z.literal('CHOSEN'), id: z.number().int(), word: z.string().max(200) }),
  z.strictObject({ kind: z.literal('NOT_CHOSEN'), id: z.number().int(), detail }),
])
export type FromModel = z.infer<typeof fromModel>

/** Exit status of a process that took more memory than it may. */
export const OUT_OF_MEMORY_STATUS = 86
