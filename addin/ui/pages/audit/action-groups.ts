import type { Option } from '../../components/select.tsx'

/** Kinds of entries; the filter takes the beginning of an action. */
export const actionGroups: readonly Option[] = [
  { value: '', label: 'Everything' },
  { value: 'snapshot.', label: 'Uploads' },
  { value: 'review.', label: 'Reviews' },
  { value: 'policy.', label: 'Policies' },
  { value: 'session.', label: 'Sign-ins' },
  { value: 'user.', label: 'People' },
  { value: 'api_key.', label: 'API keys' },
  { value: 'subject.', label: 'Requests about persons' },
  { value: 'audit.', label: 'The log itself' },
  { value: 'retention.', label: 'Retention' },
]
