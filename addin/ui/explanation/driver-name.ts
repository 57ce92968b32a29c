import { memberName } from '../data/member-name.ts'

/** What a driver is called: its own name, and of rows without a client what that means. The whole firm is split by client. */
export const driverName = (label: string): string => memberName({ key: label, label }, 'client')
