import { timeLogSource } from '../server/clients/rows/time-log-source.ts'
import { datasetRowType } from './dataset-row.ts'

export const TimeLog = datasetRowType('TimeLog', timeLogSource, 'Hours that somebody worked on a day, as in force now.')
