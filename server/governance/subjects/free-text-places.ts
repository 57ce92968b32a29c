/** A table whose text may name people, by the columns that find a row and those that hold the text. */
export interface FreeTextPlace {
  readonly table: string
  /** Besides organization_id. */
  readonly key: readonly string[]
  readonly columns: readonly string[]
}

const rowKey = ['snapshot', 'row'] as const

/** Everywhere that people write freely, or that repeats cells of their sheets. The audit log has none of it. */
export const freeTextPlaces: readonly FreeTextPlace[] = [
  { table: 'rejected_row', key: rowKey, columns: ['cells'] },
  { table: 'row_issue', key: ['snapshot', 'seq'], columns: ['value', 'message', 'suggestion'] },
  { table: 'snapshot', key: ['number'], columns: ['description', 'file_name', 'header', 'options', 'quality'] },
  { table: 'column_mapping', key: ['dataset', 'source'], columns: ['mapping'] },
  { table: 'client_row', key: ['client_id', ...rowKey], columns: ['metadata', 'contact_email'] },
  { table: 'time_log_row', key: ['client_id', 'month', 'day', ...rowKey], columns: ['description', 'external_id'] },
  { table: 'invoice_row', key: ['client_id', 'month', 'day', ...rowKey], columns: ['lines'] },
  { table: 'term', key: ['id'], columns: ['label', 'normal'] },
  { table: 'api_key', key: ['id'], columns: ['name'] },
  { table: 'review_event', key: ['seq'], columns: ['comment'] },
  { table: 'job', key: ['id'], columns: ['payload', 'result', 'error', 'progress_text'] },
  { table: 'saved_query', key: ['id'], columns: ['name', 'normal', 'query'] },
  { table: 'ask_term', key: ['id'], columns: ['term', 'normal', 'comment'] },
  { table: 'metric_version', key: ['key', 'version'], columns: ['definition'] },
]
