using System.Globalization;
using OrleansSms.Failures;

namespace OrleansSms.Twilio.Tests.Failures;

public sealed class FailureCatalogueTests
{
    /// <summary>Every message code of the carrier's contract.</summary>
    private static readonly int[] Contract =
    [
        10001, 10002, 11751, 12300, 14107, 14109, 20003, 20004, 20005, 20006, 20007, 20008,
        20009, 20010, 20011, 20012, 20404, 20409, 20422, 20429, 20500, 20503, 21211, 21212,
        21264, 21265, 21266, 21267, 21268, 21408, 21481, 21601, 21602, 21603, 21604, 21606,
        21608, 21609, 21610, 21611, 21612, 21614, 21617, 21618, 21619, 21620, 21621, 21622,
        21623, 21624, 21635, 21654, 21655, 21656, 21657, 21658, 21659, 21660, 21661, 21662,
        21663, 21664, 21665, 21666, 21667, 21668, 21701, 21702, 21703, 21704, 21705, 21709,
        21711, 21712, 21910, 30001, 30002, 30003, 30004, 30005, 30006, 30007, 30008, 30009,
        30010, 30011, 30017, 30018, 30019, 30020, 30021, 30022, 30023, 30024, 30025, 30026,
        30027, 30032, 30033, 30034, 30035, 30036, 30037, 30038, 30039, 30040, 30041, 30042,
        30043, 30044, 30045, 30046, 30409, 30410, 30450, 30453, 30454, 30485, 30500, 30610,
        30615, 30620, 30630, 30640, 35111, 35114, 35115, 35117, 35118, 35125, 35126, 63001,
        63003, 63005, 63007, 63010, 63012, 63013, 63014, 63015, 63016, 63017, 63018, 63019,
        63021, 63024, 63032, 63036, 63038, 63041, 63042, 70005,
    ];

    [Fact]
    public void Every_code_of_the_contract_has_words_of_its_own() =>
        Assert.Equal(Contract, FailureCatalogue.Known.Order());

    [Fact]
    public void No_words_are_missing_or_say_the_number_of_the_code() =>
        Assert.All(Contract.Select(code => (int?)code).Append(null), code =>
        {
            var reason = FailureCatalogue.Explain(code);
            Assert.Matches("^[a-z]+(-[a-z]+)*$", reason.Key);
            Assert.Matches("^[A-Z].*[^.!]$", reason.Title);
            Assert.Matches(@"^[A-Z].*[^.!]\.$", reason.Help);
            Assert.DoesNotMatch(@"\b[0-9]{5}\b", reason.Sentence);
        });

    [Theory]
    [InlineData(30003, "unreachable", FailureClass.RetryLater, FailureActions.SendAgain | FailureActions.CallInstead)]
    [InlineData(30004, "blocked", FailureClass.Permanent, FailureActions.CallInstead)]
    [InlineData(30005, "unknown-number", FailureClass.Permanent, FailureActions.EditNumber)]
    [InlineData(21614, "landline", FailureClass.Permanent, FailureActions.CallInstead)]
    [InlineData(30007, "filtered", FailureClass.Operator, FailureActions.Edit)]
    [InlineData(30034, "sender-not-registered", FailureClass.Operator, FailureActions.SeeLines)]
    [InlineData(21610, "opted-out", FailureClass.Permanent, FailureActions.CallInstead)]
    [InlineData(30630, "opted-out", FailureClass.Permanent, FailureActions.CallInstead)]
    [InlineData(21211, "invalid-number", FailureClass.Permanent, FailureActions.EditNumber)]
    [InlineData(20429, "busy", FailureClass.RetryNow, FailureActions.None)]
    [InlineData(20003, "not-authorised", FailureClass.Operator, FailureActions.AskAdministrator)]
    [InlineData(20500, "in-doubt", FailureClass.RetryLater, FailureActions.SendAgain)]
    [InlineData(401, "not-authorised", FailureClass.Operator, FailureActions.AskAdministrator)]
    [InlineData(403, "no-permission", FailureClass.Operator, FailureActions.AskAdministrator)]
    [InlineData(404, "gone", FailureClass.Permanent, FailureActions.None)]
    [InlineData(null, "unknown", FailureClass.RetryLater, FailureActions.SendAgain)]
    public void A_code_says_what_to_do(int? code, string key, FailureClass expected, FailureActions actions)
    {
        var reason = FailureCatalogue.Explain(code);

        Assert.Equal((key, expected, actions), (reason.Key, reason.Class, reason.Actions));
    }

    [Theory]
    [InlineData(30999, FailureClass.Permanent, "The message could not be delivered. (Code 30999)")]
    [InlineData(63999, FailureClass.Permanent, "The message could not be delivered. (Code 63999)")]
    [InlineData(21999, FailureClass.Defect, "The message could not be sent. (Code 21999)")]
    [InlineData(400, FailureClass.Defect, "The message could not be sent. (Code 400)")]
    public void A_code_that_is_not_listed_is_shown_with_true_words(int code, FailureClass expected, string help)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");

        Assert.Equal((expected, help), (FailureCatalogue.Explain(code).Class, FailureCatalogue.Explain(code).Help));
    }

    /// <summary>Every code of the carrier's contract about calls, and about our own doors.</summary>
    private static readonly int[] ContractOfCalls =
    [
        10001, 10002, 10004, 11100, 11200, 11201, 11202, 11203, 11205, 11210, 11215, 11220, 11235, 11236, 11237, 11240,
        11241, 11242, 11243, 11750, 11770, 12100, 12101, 12102, 12200, 12300, 12400, 13201, 13214, 13223, 13224, 13225,
        13226, 13227, 13247, 13520, 13521, 13615, 15002, 15003, 20429, 20500, 20503, 21201, 21205, 21206, 21207, 21208,
        21209, 21210, 21211, 21212, 21213, 21214, 21215, 21216, 21217, 21218, 21219, 21220, 21234, 21262, 21263, 21626,
        32014, 32015, 32016, 32017, 32018, 32019,
    ];

    [Fact]
    public void Every_code_of_calls_has_words_of_its_own() =>
        Assert.Equal(ContractOfCalls, FailureCatalogue.KnownOfCalls.Order());

    [Fact]
    public void The_words_of_calls_are_whole_sentences_that_speak_of_no_message() =>
        Assert.All(ContractOfCalls.Select(code => (int?)code).Append(null), code =>
        {
            var reason = FailureCatalogue.ExplainCall(code);
            Assert.Matches("^[a-z]+(-[a-z]+)*$", reason.Key);
            Assert.Matches("^[A-Z].*[^.!]$", reason.Title);
            Assert.Matches(@"^[A-Z].*[^.!]\.$", reason.Help);
            Assert.DoesNotMatch(@"\b[0-9]{5}\b|[Mm]essage|[Ss]ent\b", reason.Sentence);
        });

    [Theory]
    [InlineData(21211, "invalid-number", FailureClass.Permanent, FailureActions.EditNumber)]
    [InlineData(13227, "country-off", FailureClass.Operator, FailureActions.AskAdministrator)]
    [InlineData(21210, "caller-id-unverified", FailureClass.Operator, FailureActions.AskAdministrator)]
    [InlineData(10004, "all-lines-busy", FailureClass.RetryLater, FailureActions.SendAgain)]
    [InlineData(32017, "reputation", FailureClass.Operator, FailureActions.AskAdministrator)]
    [InlineData(11200, "own-answer", FailureClass.Operator, FailureActions.AskAdministrator)]
    [InlineData(12300, "defect", FailureClass.Defect, FailureActions.None)] // of a message: the file was refused
    [InlineData(20003, "not-authorised", FailureClass.Operator, FailureActions.AskAdministrator)] // shared with messages
    [InlineData(401, "not-authorised", FailureClass.Operator, FailureActions.AskAdministrator)]
    [InlineData(403, "no-permission", FailureClass.Operator, FailureActions.AskAdministrator)]
    [InlineData(429, "busy", FailureClass.RetryLater, FailureActions.SendAgain)]
    [InlineData(503, "in-doubt", FailureClass.RetryLater, FailureActions.SendAgain)]
    [InlineData(13999, "unknown", FailureClass.RetryLater, FailureActions.SendAgain)]
    [InlineData(null, "unknown", FailureClass.RetryLater, FailureActions.SendAgain)]
    public void A_code_of_a_call_says_what_to_do(int? code, string key, FailureClass expected, FailureActions actions)
    {
        var reason = FailureCatalogue.ExplainCall(code);

        Assert.Equal((key, expected, actions), (reason.Key, reason.Class, reason.Actions));
    }
}
