import type { Api, RequestOptions } from '../../api/api.ts'
import { type DatasetsQuery, datasets } from '../../api/operations/upload.gen.ts'

/** A kind of sheet as the server declares it: columns, their other names, what makes rows the same. */
export type DatasetInfo = DatasetsQuery['datasets'][number]

/** All datasets, in the order a new installation is best filled. */
export const readDatasets = async (api: Api, options?: RequestOptions): Promise<readonly DatasetInfo[]> =>
  (await api.request(datasets, {}, options)).datasets
