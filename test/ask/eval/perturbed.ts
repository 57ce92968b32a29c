import type { Question } from './question.ts'

/** The same question, said otherwise. */
export const perturbations: Readonly<Record<string, (question: string) => string>> = {
  'in capitals': question => question.toUpperCase(),
  'in small letters': question => question.toLowerCase(),
  politely: question => `Hi, could you please tell me ${question.replace(/[?.! ]+$/, '')}? Thanks!`,
  'with one letter missed': missed,
  'in other words': question =>
    others.reduce((said, [word, other]) => said.replace(new RegExp(`\\b${word}\\b`, 'gi'), other), question),
}

const others = [
  ['clients', 'customers'],
  ['client', 'customer'],
  ['technicians', 'engineers'],
  ['technician', 'engineer'],
  ['last month', 'the previous month'],
  ['show me', 'give me'],
  ['licenses', 'subscriptions'],
  ['utilisation', 'utilization'],
  ['labour', 'labor'],
] as const

/** Drops a letter inside the longest word; which one depends on the question alone. */
function missed(question: string): string {
  const words = question.match(/[a-z]{6,}/gi) ?? []
  const longest = words.toSorted((a, b) => b.length - a.length)[0]
  if (!longest) return question
  const at = 2 + (question.length % (longest.length - 3))
  return question.replace(longest, longest.slice(0, at) + longest.slice(at + 1))
}

/** The question in each other way that differs from it. */
export const perturbed = (question: Question): readonly (readonly [way: string, question: Question])[] =>
  Object.entries(perturbations).flatMap(([way, of]) => {
    const said = of(question.question)
    return said === question.question || said.length > 480 ? [] : [[way, { ...question, question: said }] as const]
  })
