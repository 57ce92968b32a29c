import type { Role } from '../access/policy.ts'

/** The people of the demo, one for each role. Their password is known to everyone, so the demo stays on this machine. */
export const DEMO_PASSWORD = 'beacon-ridge-demo'

export const demoAccounts: readonly { readonly email: string; readonly name: string; readonly role: Role }[] = [
  { email: 'owner@demo.example', name: 'Olivia Owner', role: 'OWNER' },
  { email: 'admin@demo.example', name: 'Adam Admin', role: 'ADMIN' },
  { email: 'manager@demo.example', name: 'Mina Manager', role: 'MANAGER' },
  { email: 'analyst@demo.example', name: 'Anton Analyst', role: 'ANALYST' },
  { email: 'viewer@demo.example', name: 'Vera Viewer', role: 'VIEWER' },
]
