import { type GraphQLSchema, isObjectType } from 'graphql'
import type { Scope } from '../server/access/policy.ts'
import type { Context } from './context.ts'

/** Scopes of personal data: fields that need one of them show it. */
const personal: readonly Scope[] = ['contact:read', 'staff:read']

/** What a field that is ruled by these scopes says of itself, to be found by notePersonalReads. */
export const personalExtension = (scopes: readonly Scope[]) =>
  scopes.some(scope => personal.includes(scope)) ? { personal: true } : {}

/**
 * Makes every field that shows personal data count what it showed, for the audit log: one entry a request, with fields
 * and counts. Nulls (masked or blank) are not counted.
 */
export function notePersonalReads(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap()).filter(isObjectType))
    for (const field of Object.values(type.getFields())) {
      if (field.extensions.personal !== true || !field.resolve) continue
      const name = `${type.name}.${field.name}`
      const { resolve } = field
      field.resolve = (source, args, context: Context, info) => {
        const noted = (value: unknown) => {
          if (value !== null && value !== undefined) context.audit.note(name)
          return value
        }
        const value = resolve(source, args, context, info)
        return value instanceof Promise ? value.then(noted) : noted(value)
      }
    }
  return schema
}
