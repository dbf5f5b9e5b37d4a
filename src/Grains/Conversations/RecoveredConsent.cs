using OrleansSms.Conversations;

namespace OrleansSms.Grains.Conversations;

/// <summary>
/// What a text means for consent that comes late, from the carrier's records. The newest word counts, not the last to
/// arrive; and where it cannot be known which is newer, the contact is left alone.
/// </summary>
internal static class RecoveredConsent
{
    /// <param name="known">The newest entries we have, in any order.</param>
    /// <returns>As <see cref="OptOutKeywords.Read"/>.</returns>
    public static bool? Read(InboundSms sms, bool optedOut, IEnumerable<Message> known)
    {
        var said = OptOutKeywords.Read(sms, optedOut);
        return said switch
        {
            true when Latest(known, IsYes) > sms.CarrierDate => null,
            // One who opted out in a time that we do not see may have done so after this.
            false when optedOut && !(Latest(known, IsNo) < sms.CarrierDate) => null,
            _ => said,
        };
    }

    private static DateTimeOffset? Latest(IEnumerable<Message> known, Func<Message, bool> says) =>
        known.Where(says).Max(message => (DateTimeOffset?)(message.Direction == Direction.Inbound ? message.DateCreated : message.DateUpdated));

    private static bool IsYes(Message message) => Word(message) == false;

    /// <summary>The contact's own word, or the carrier's refusal to send because of it.</summary>
    private static bool IsNo(Message message) =>
        Word(message) == true || message.Timeline.Any(report => OptOutKeywords.IsRefusal(report.ErrorCode));

    private static bool? Word(Message message) => message.Direction == Direction.Inbound
        ? OptOutKeywords.Read(new("", "", "", message.Body, 1, [], OptOutType: null), optedOut: false)
        : null;
}
