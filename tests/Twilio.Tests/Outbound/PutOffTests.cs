using OrleansSms.Grains.Ports;
using OrleansSms.Twilio.Tests.Kit;

namespace OrleansSms.Twilio.Tests.Outbound;

/// <summary>Refusals that are meant for now only: nothing was executed, and the text goes back into the outbox.</summary>
public sealed class PutOffTests
{
    [Theory]
    [InlineData(400, 21611)] // the sender's queue at the carrier is full
    [InlineData(400, 14107)] // too many between two numbers in a short time
    [InlineData(400, 30001)]
    [InlineData(409, 20409)]
    public async Task A_no_for_now_is_worth_another_try_in_a_minute(int status, int code)
    {
        await using var carrier = await CarrierStub.Answering(status, $$"""{"code":{{code}},"message":"x","status":{{status}}}""");
        using var sender = new Sender(carrier.Url);

        var notExecuted = Assert.IsType<CarrierAnswer.NotExecuted>(await sender.Send());

        Assert.Equal((TimeSpan.FromMinutes(1), code), (notExecuted.RetryAfter, notExecuted.Code));
        Assert.Single(carrier.Posts);
    }
}
