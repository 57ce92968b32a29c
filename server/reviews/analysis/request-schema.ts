import { z } from 'zod'

/** What an analysis is asked to look at, as it stands in its job. */
export const requestSchema = z.object({
  snapshot: z.int().optional(),
  clients: z.array(z.int()).optional(),
  firstMonth: z.int().optional(),
  lastMonth: z.int().optional(),
})
