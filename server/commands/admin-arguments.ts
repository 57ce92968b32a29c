import { parseArgs } from 'node:util'
import { type Role, roles, type Scope, scopes } from '../access/policy.ts'
import { UsageError } from './usage-error.ts'

export const adminUsage = `Usage (a password is read from standard input, its first line):
  npm run --silent admin -- create-owner --organization NAME --email EMAIL [--name NAME] [--currency USD] [--fiscal-year-start 1]
  npm run --silent admin -- create-user --organization NAME --email EMAIL --role ${roles.join('|')} [--name NAME]
  npm run --silent admin -- create-key --email EMAIL --name NAME [--organization NAME] [--role ROLE] [--scopes data:read,…] [--expires 2027-01-31]
  npm run --silent admin -- list-users [--organization NAME]
  npm run --silent admin -- set-role --email EMAIL --role ROLE [--organization NAME]
  npm run --silent admin -- reset-password --email EMAIL
  npm run --silent admin -- remove-second-factor --email EMAIL
  npm run --silent admin -- unlink-identity --email EMAIL
Each prints one JSON object. The database is that of DATA_DIR or DATABASE_URL.`

export type AdminArguments =
  | {
      readonly command: 'create-owner'
      readonly organization: string
      readonly email: string
      readonly name: string | null
      readonly currency: string
      readonly fiscalYearStart: number
    }
  | {
      readonly command: 'create-user'
      readonly organization: string
      readonly email: string
      readonly name: string | null
      readonly role: Role
    }
  | {
      readonly command: 'create-key'
      readonly organization: string | null
      readonly email: string
      readonly name: string
      /** null: the role of the person. */
      readonly role: Role | null
      readonly scopes: readonly Scope[] | null
      /** Milliseconds since 1970, the end of the day that was said; null: never. */
      readonly expiresAt: number | null
    }
  | { readonly command: 'list-users'; readonly organization: string | null }
  | { readonly command: 'set-role'; readonly organization: string | null; readonly email: string; readonly role: Role }
  | { readonly command: 'reset-password' | 'remove-second-factor' | 'unlink-identity'; readonly email: string }

const commands = [
  'create-owner',
  'create-user',
  'create-key',
  'list-users',
  'set-role',
  'reset-password',
  'remove-second-factor',
  'unlink-identity',
] as const

const options = {
  organization: { type: 'string' },
  email: { type: 'string' },
  name: { type: 'string' },
  currency: { type: 'string' },
  'fiscal-year-start': { type: 'string' },
  role: { type: 'string' },
  scopes: { type: 'string' },
  expires: { type: 'string' },
} as const

type Values = { readonly [K in keyof typeof options]?: string | undefined }

/** What the arguments ask for; throws a UsageError that says what is missing or unknown. */
export function adminArguments(args: readonly string[]): AdminArguments {
  const { positionals, values } = parsed(args)
  const [word, ...rest] = positionals
  const command = commands.find(each => each === word)
  if (command === undefined)
    throw new UsageError(word === undefined ? 'Say what to do' : `There is no command "${word}"`)
  if (rest.length > 0) throw new UsageError(`Too many words: ${rest.join(' ')}`)
  return argumentsOf(command, values)
}

function argumentsOf(command: (typeof commands)[number], values: Values): AdminArguments {
  const organization = values.organization ?? null
  if (command === 'list-users') return { command, organization }
  const email = needed(values, 'email')
  const name = values.name ?? null
  switch (command) {
    case 'create-owner':
      return {
        command,
        email,
        name,
        organization: needed(values, 'organization'),
        currency: (values.currency ?? 'USD').toUpperCase(),
        fiscalYearStart: Number(values['fiscal-year-start'] ?? 1),
      }
    case 'create-user':
      return {
        command,
        email,
        name,
        organization: needed(values, 'organization'),
        role: roleOf(needed(values, 'role')),
      }
    case 'create-key':
      return {
        ...{ command, email, organization, name: needed(values, 'name') },
        role: values.role === undefined ? null : roleOf(values.role),
        scopes: values.scopes === undefined ? null : values.scopes.split(',').map(scopeOf),
        expiresAt: values.expires === undefined ? null : endOfDay(values.expires),
      }
    case 'set-role':
      return { command, email, organization, role: roleOf(needed(values, 'role')) }
    default:
      return { command, email }
  }
}

/** A key works through the day that was said, in UTC. */
function endOfDay(text: string): number {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text)
    throw new UsageError(`--expires: "${text}" is no day; give one like 2027-01-31`)
  return at + 86_400_000
}

function parsed(args: readonly string[]): { positionals: string[]; values: Values } {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function needed(values: Values, option: keyof Values): string {
  const value = values[option]?.trim()
  if (!value) throw new UsageError(`--${option} is missing`)
  return value
}

function roleOf(text: string): Role {
  const role = roles.find(each => each === text.toUpperCase())
  if (!role) throw new UsageError(`There is no role "${text}"; the roles are ${roles.join(', ')}`)
  return role
}

function scopeOf(text: string): Scope {
  const scope = scopes.find(each => each === text.trim())
  if (!scope) throw new UsageError(`There is no scope "${text.trim()}"; the scopes are ${scopes.join(', ')}`)
  return scope
}
