/**
 * Root fields whose answer follows from the state of the organization's data, what the viewer may do, who it is, and the
 * day: asked again in the same state, they answer the same. The rest is worked out each time: answers that depend on the
 * minute (overdue reviews, running jobs, sessions), that are written down (questions), or that tell of what is not part of
 * the data (the log).
 */
export const repeatableFields: ReadonlySet<string> = new Set([
  'client',
  'clients',
  'datasets',
  'explain',
  'insights',
  'metricCatalog',
  'metricValues',
  'metrics',
  'runSavedQuery',
  'savedQueries',
  'savedQuery',
])

/** Fields that show more than that, wherever they stand: an answer with one of them is worked out each time. */
export const momentaryFields: ReadonlySet<string> = new Set(['lastSignInAt'])
