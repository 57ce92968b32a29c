/** A page of 50 clients, four metrics each, every value with the explanation of how far it can be trusted. */
export const pageQuery = `query Page($query: MetricQuery!) {
  metrics(query: $query) {
    totalCount
    rows {
      key
      dimensions { key label }
      values {
        metric { key }
        value text currency coverage rowCount
        confidence { score level signals { key effect } }
        assumptions { code rowCount }
      }
    }
  }
}`

export const pageVariables = {
  query: {
    metrics: ['revenue', 'labour_cost', 'license_cost', 'gross_profit'],
    groupBy: ['CLIENT'],
    period: { named: '2025-08' },
    first: 50,
  },
}
