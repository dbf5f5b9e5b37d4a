// The border to the carrier's script: all that ours takes of it.
export { Device } from '@twilio/voice-sdk';
