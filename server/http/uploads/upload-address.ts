import { z } from 'zod'
import type { Dataset } from '../../datasets/dataset.ts'
import { datasetNamed, datasets } from '../../datasets/datasets.ts'
import { BadInput, NotFound } from '../../errors.ts'

const word = <T extends string>(...values: readonly [T, ...T[]]) =>
  z
    .string()
    .transform(text => text.toUpperCase())
    .pipe(z.enum(values))
const flag = z
  .enum(['true', 'false', '1', '0', ''])
  .transform(text => text !== 'false' && text !== '0')
  .default(false)

const text = z.string().regex(/^[^\0]*$/, 'it holds the character U+0000; leave it out')

const parameters = z.strictObject({
  mode: word('STRICT', 'LENIENT').default('LENIENT'),
  scope: word('UPSERT', 'REPLACE_PERIOD', 'REPLACE_ALL').default('UPSERT'),
  dryRun: flag,
  createMissingClients: flag,
  from: z.string().optional(),
  to: z.string().optional(),
  sheet: text.max(300).optional(),
  description: text.max(2000).optional(),
})

export interface UploadAddress extends z.output<typeof parameters> {
  readonly dataset: Dataset
}

/** What the address of an upload asks for. Throws NotFound for an unknown dataset, BadInput for anything unknown else. */
export function uploadAddress(url: URL): UploadAddress {
  const name = url.pathname.slice('/uploads/'.length)
  const dataset = datasetNamed(name)
  if (!dataset)
    throw new NotFound(
      `Uploading: there is no dataset "${name}"; the datasets are ${datasets.map(each => each.name).join(', ')}`,
    )
  const result = parameters.safeParse(Object.fromEntries(url.searchParams))
  if (!result.success)
    throw new BadInput(
      `Uploading: ${result.error.issues.map(issue => `${issue.path.join('.') || 'the address'}: ${issue.message}`).join('; ')}; the parameters are ${Object.keys(parameters.shape).join(', ')}`,
    )
  if ((result.data.from === undefined) !== (result.data.to === undefined))
    throw new BadInput('Uploading: from and to go together, as the first and last day of the period to replace')
  return { ...result.data, dataset }
}
