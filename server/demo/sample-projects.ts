import { randomStream } from './random-stream.ts'
import { SAMPLE_MONTHS } from './sample-calendar.ts'
import { isServed, type SampleClient, sampleClients, usersIn } from './sample-clients.ts'

export interface SampleProject {
  readonly client: SampleClient
  readonly name: string
  /** First and last month, counted as the sample's months. */
  readonly from: number
  readonly to: number
  /** Hours that were planned. What was worked differs. */
  readonly hours: number
  /** Cents of the client's currency, half at the start, half at the end. */
  readonly price: number
}

const ideas: readonly { name: string; hours: number; months: number }[] = [
  { name: 'Microsoft 365 tenant migration', hours: 170, months: 3 },
  { name: 'Server migration', hours: 150, months: 3 },
  { name: 'Firewall refresh', hours: 90, months: 2 },
  { name: 'Wi-Fi redesign', hours: 80, months: 2 },
  { name: 'Office move', hours: 120, months: 2 },
  { name: 'Backup redesign', hours: 110, months: 2 },
  { name: 'Security baseline', hours: 140, months: 4 },
  { name: 'Windows 11 rollout', hours: 160, months: 4 },
  { name: 'Phone system replacement', hours: 130, months: 3 },
]

/** Two or three projects begin in every month; a client that joins is onboarded first. */
export function sampleProjects(seed: number): readonly SampleProject[] {
  const random = randomStream(seed, 'projects')
  const projects: SampleProject[] = sampleClients
    .filter(client => client.from >= 0)
    .map(client => projectOf(client, 'Onboarding', client.from, 3, 180))
  for (let from = -2; from < SAMPLE_MONTHS; from++) {
    const candidates = sampleClients.filter(
      client => isServed(client, from) && isServed(client, from + 4) && !client.traits.includes('loss-maker'),
    )
    for (let left = random.whole(2, 3); left > 0; left--) {
      const client = candidates[random.weighted(candidates.map(candidate => candidate.users))]
      const idea = random.pick(ideas)
      if (!client || projects.some(project => project.client === client && project.name === idea.name)) continue
      const size = 0.6 + usersIn(client, 0) / 90
      projects.push(projectOf(client, idea.name, from, idea.months, Math.round(idea.hours * size)))
    }
  }
  return projects
}

function projectOf(client: SampleClient, name: string, from: number, months: number, hours: number): SampleProject {
  const hourly = client.currency === 'CAD' ? 19_500 : 14_200
  return { client, name, from, to: from + months - 1, hours, price: Math.round((hours * hourly) / 50_000) * 50_000 }
}
