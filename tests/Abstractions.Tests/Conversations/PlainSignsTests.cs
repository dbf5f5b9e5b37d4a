using CsCheck;
using OrleansSms.Conversations;
using OrleansSms.Tests;

namespace OrleansSms.Abstractions.Tests.Conversations;

public sealed class PlainSignsTests
{
    [Fact]
    public void Texts_are_counted_as_the_page_counts_them() =>
        Assert.All(TextVectors.Counted, vector => Assert.Equal(new(vector.Gsm7, vector.Units, vector.Segments), SmsSegments.Of(vector.Text)));

    [Fact]
    public void Costly_signs_become_plain_and_letters_stay() =>
        Assert.All(TextVectors.Plain, vector => Assert.Equal(vector.Plain, PlainSigns.Of(vector.Text)));

    [Fact]
    public void Each_sign_of_the_table_is_costly_and_what_stands_for_it_is_not() => Assert.All(PlainSigns.Table, sign =>
    {
        Assert.False(SmsSegments.Of(sign.Key).Gsm7);
        Assert.True(SmsSegments.Of(sign.Value).Gsm7);
        Assert.DoesNotContain(sign.Key, char.IsLetter);
    });

    [Fact]
    public void Plain_is_as_plain_as_it_gets() => Gen.String.Sample(text => Assert.Equal(PlainSigns.Of(text), PlainSigns.Of(PlainSigns.Of(text))));
}
