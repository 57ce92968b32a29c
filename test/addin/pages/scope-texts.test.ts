import { expect, test } from 'vitest'
import { READING, scopeTexts } from '../../../addin/ui/pages/keys/scope-texts.ts'
import { roles, scopes, scopesOfRole } from '../../../server/access/policy.ts'

test('a key can be narrowed to what its role has in the rule book, and to nothing else', () => {
  for (const [scope, { roles: shown }] of Object.entries(scopeTexts)) {
    const holders = roles.filter(role => scopesOfRole[role].some(each => each === scope))
    expect({ scope, roles: new Set(shown) }).toEqual({ scope, roles: new Set(holders) })
  }
  expect(scopes).toContain(READING)
  expect(scopes.filter(scope => scope in scopeTexts)).toEqual(expect.arrayContaining(Object.keys(scopeTexts)))
})
