import { licenseSource } from '../server/clients/rows/license-source.ts'
import { datasetRowType } from './dataset-row.ts'

export const License = datasetRowType('License', licenseSource, 'Software seats bought for a client, as in force now.')
