using OrleansSms.Web.Live;

namespace OrleansSms.Web.Tests.Live;

public sealed class TypedSearchTests
{
    private readonly TypedSearch _search = new();

    [Fact]
    public void What_is_typed_becomes_the_address_once()
    {
        Assert.True(_search.Type("anna ", ""));
        Assert.False(_search.Type("anna", ""));
        _search.Arrive("anna");

        Assert.Equal("anna", _search.Text);
        Assert.False(_search.Type("anna  ", "anna"));
    }

    [Fact]
    public void What_was_cleared_before_the_address_followed_stays_cleared()
    {
        Assert.True(_search.Type("jkre", ""));
        Assert.True(_search.Type("", ""));

        _search.Arrive("jkre");
        Assert.Equal("", _search.Text);
        _search.Arrive("");
        Assert.Equal("", _search.Text);
    }

    [Fact]
    public void A_search_that_comes_from_elsewhere_is_written_into_the_field()
    {
        _search.Type("anna", "");
        _search.Arrive("anna");

        _search.Arrive("");
        Assert.Equal("", _search.Text);
        _search.Arrive("bert");
        Assert.Equal("bert", _search.Text);
    }
}
