/** What was captured before there was an Inbox comes into it. */
export const inbox = `
INSERT OR IGNORE INTO inbox_item
  SELECT address.user_id, message.accepted_at, message.id FROM recipient
  JOIN message ON message.id = recipient.message_id
  JOIN address ON address.address = lower(message ->> ('$.envelope.recipients[' || recipient.ordinal || '].address'))
  WHERE recipient.state_name = 'delivered' AND recipient.state ->> '$.answer.connector' = 'capture'
    AND recipient.state ->> '$.answer.text' = 'captured';
`;
