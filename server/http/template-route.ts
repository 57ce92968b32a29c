import type { ServerResponse } from 'node:http'
import { datasetNamed, datasets } from '../datasets/datasets.ts'
import { NotFound } from '../errors.ts'
import { templateCsv } from '../snapshots/templates/template-csv.ts'
import { templateXlsx } from '../snapshots/templates/template-xlsx.ts'

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** GET /templates/{dataset}.{csv|xlsx}: an empty sheet with the headings of a dataset. */
export async function templateRoute(res: ServerResponse, pathname: string): Promise<void> {
  const [, name = '', type] = /^\/templates\/([a-z_]+)\.(csv|xlsx)$/.exec(pathname) ?? []
  const dataset = datasetNamed(name)
  if (!dataset || (type !== 'csv' && type !== 'xlsx'))
    throw new NotFound(
      `Reading a template: there is none at ${pathname}; ask for /templates/{dataset}.csv or .xlsx with a dataset of ${datasets.map(each => each.name).join(', ')}`,
    )
  const body = type === 'csv' ? templateCsv(dataset) : await templateXlsx(dataset)
  res.writeHead(200, {
    'content-type': types[type],
    'content-disposition': `attachment; filename="${dataset.name}.${type}"`,
  })
  res.end(body)
}
