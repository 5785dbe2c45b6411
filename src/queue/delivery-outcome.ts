/** What became of one recipient in one attempt. */
export interface DeliveryOutcome {
  readonly kind: 'delivered' | 'temporary' | 'permanent' | 'uncertain';
  /** The connector that was asked. */
  readonly connector: string;
  /** The upstream's own words, without secrets. */
  readonly text: string;
}
