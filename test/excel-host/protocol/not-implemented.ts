import { ExcelFault } from '../model/excel-fault.ts'

/** Members of Excel's that were asked for and are not there, with how often: what the host should learn next. */
export const missingMembers = new Map<string, number>()

export function notImplemented(type: string, member: string): ExcelFault {
  const name = `${type}.${member}`
  missingMembers.set(name, (missingMembers.get(name) ?? 0) + 1)
  return new ExcelFault('ApiNotFound', `This host does not implement ${name}.`, name)
}
