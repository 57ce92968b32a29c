/**
 * What work answers, and the milliseconds of the processor it takes. The clock would count what else the machine does
 * meanwhile: limits held by it fail on a busy one.
 */
export function processorTime<T>(work: () => T): { readonly result: T; readonly milliseconds: number } {
  const before = process.cpuUsage()
  const result = work()
  const { user, system } = process.cpuUsage(before)
  return { result, milliseconds: (user + system) / 1000 }
}
