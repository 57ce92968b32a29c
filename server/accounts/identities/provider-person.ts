/** A person as the provider vouches for them. */
export interface ProviderPerson {
  readonly issuer: string
  /** The provider's name for the person; never given to another one. */
  readonly subject: string
  /** What the provider says of their address; asked only of people who are not known yet. Null: nothing. */
  readonly email: () => Promise<ProviderEmail | null>
}

export interface ProviderEmail {
  readonly address: string
  /** Whether the provider says that it has made sure of it. */
  readonly verified: boolean
  /** What the person is called; null: not said. */
  readonly name: string | null
}
