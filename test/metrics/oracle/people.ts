import { sameName } from './names.ts'
import type { World, WorldStaff } from './world.ts'

/** Who did the work: a row of the staff list, or a person only the time logs know. */
export interface WorldPerson {
  readonly key: string
  readonly label: string
  readonly staff: WorldStaff | null
}

/**
 * By e-mail, else by name; where two people could be meant, nobody is. A name that the staff list does not have is the
 * one person of that name whose e-mail the time logs give.
 */
export function personOf(world: World, name: string, email: string | null): WorldPerson {
  const staff = world.staff ?? []
  const byEmail = staff.filter(person => email !== null && person.email?.toLowerCase() === email.toLowerCase())
  const candidates = byEmail.length > 0 ? byEmail : staff.filter(person => sameName(person.name) === sameName(name))
  const found = candidates.length === 1 ? candidates[0]! : null
  if (found) return staffPerson(found)
  const emails = candidates.length === 0 ? emailsOf(world, name) : []
  const known = email ?? (emails.length === 1 ? emails[0]! : null)
  return { key: JSON.stringify([sameName(name), known?.toLowerCase() ?? '']), label: name, staff: null }
}

const emailsOf = (world: World, name: string): string[] => [
  ...new Set(
    (world.timeLogs ?? [])
      .filter(log => log.staffEmail !== null && sameName(log.staffName) === sameName(name))
      .map(log => log.staffEmail!.toLowerCase()),
  ),
]

export const staffPerson = (staff: WorldStaff): WorldPerson => ({
  key: `staff ${staff.email?.toLowerCase() ?? sameName(staff.name)}`,
  label: staff.name,
  staff,
})
