using System.Collections.Immutable;
using OrleansSms.Twilio.Accounts;
using OrleansSms.Twilio.Outbound;

namespace OrleansSms.Twilio.Numbers;

/// <summary>Reads the carrier's lists of numbers and messaging services to their end, or to where it would be too much.</summary>
internal sealed class NumberPages(CarrierQuestions questions)
{
    private const int PageSize = 1000;
    private const int MostPages = 10;
    private const int MostServices = 200;

    /// <param name="Failed">What the carrier said instead; null: all is well.</param>
    /// <param name="IsCut">There are more than are read.</param>
    public sealed record Listed<T>(ImmutableArray<T> Items, CarrierReply? Failed, bool IsCut);

    public Task<Listed<PhoneRecord>> Numbers(TwilioAccount account, CancellationToken cancellation) => Read(
        account, questions.Api($"{account.Sid}/IncomingPhoneNumbers.json?PageSize={PageSize}"), "incoming_phone_numbers",
        page => page.Text("next_page_uri"), PhoneRecord.Read, cancellation);

    /// <summary>The service of each number that is in one.</summary>
    public async Task<Listed<(string Number, ServiceRecord Service)>> Services(TwilioAccount account, CancellationToken cancellation)
    {
        var services = await Read(account, questions.Messaging("Services?PageSize=100"), "services", NextOfMeta, ServiceRecord.Read, cancellation);
        var members = await Task.WhenAll(services.Items.Take(MostServices).Select(async service => (service, numbers: await Read(
            account, questions.Messaging($"Services/{service.Sid}/PhoneNumbers?PageSize=100"), "phone_numbers", NextOfMeta,
            number => number.Text("phone_number"), cancellation))));
        return new(
            [.. members.SelectMany(member => member.numbers.Items.Select(number => (number, member.service)))],
            services.Failed ?? members.Select(member => member.numbers.Failed).FirstOrDefault(failed => failed is not null),
            services.IsCut || services.Items.Length > MostServices || members.Any(member => member.numbers.IsCut));
    }

    private async Task<Listed<T>> Read<T>(
        TwilioAccount account, Uri first, string list, Func<CarrierJson, string?> nextOf, Func<CarrierJson, T?> read, CancellationToken cancellation)
        where T : class
    {
        var items = ImmutableArray.CreateBuilder<T>();
        var address = first;
        for (var page = 0; page < MostPages; page++)
        {
            var reply = await questions.Get(account.Authorization, address, cancellation);
            if (!reply.IsRight || reply.Json!.Value.Items(list) is not { } rows)
            {
                return new(items.DrainToImmutable(), reply, IsCut: false);
            }

            items.AddRange(rows.Select(read).OfType<T>());
            if (CarrierQuestions.Next(address, nextOf(reply.Json.Value)) is not { } next)
            {
                return new(items.DrainToImmutable(), null, IsCut: false);
            }

            address = next;
        }

        return new(items.DrainToImmutable(), null, IsCut: true);
    }

    private static string? NextOfMeta(CarrierJson page) => page.Within("meta")?.Text("next_page_url");
}
