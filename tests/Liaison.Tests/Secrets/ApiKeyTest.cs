using Liaison.Storage.Secrets;
using Xunit;

namespace Liaison.Tests.Secrets;

public sealed class ApiKeyTest
{
    [Fact]
    public void A_key_has_one_shape_and_is_new_every_time()
    {
        var keys = Enumerable.Range(0, 500).Select(_ => ApiKey.Create().Text).ToList();
        Assert.All(keys, key => Assert.Matches("^lia_[0-9A-Za-z]{43}$", key));
        Assert.All(keys, key => Assert.True(ApiKey.HasShape(key)));
        Assert.Equal(keys.Count, keys.Distinct().Count());
    }

    [Fact]
    public void A_key_matches_its_own_hash_only()
    {
        var (one, other) = (ApiKey.Create(), ApiKey.Create());
        Assert.Equal(32, one.Hash.Length);
        Assert.True(ApiKey.Matches(one.Text, one.Hash));
        Assert.False(ApiKey.Matches(one.Text, other.Hash));
        Assert.False(ApiKey.Matches(one.Text[..^1], one.Hash));
        Assert.False(ApiKey.Matches(one.Text, one.Hash.AsSpan(1)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("lia_")]
    [InlineData("lia_short")]
    [InlineData("LIA_0123456789012345678901234567890123456789012")]
    [InlineData("lia_012345678901234567890123456789012345678901!")]
    [InlineData("lia_0123456789012345678901234567890123456789012 ")]
    public void What_cannot_be_a_key_is_known_without_the_database(string text) => Assert.False(ApiKey.HasShape(text));

    [Fact]
    public void A_key_does_not_reach_a_log_by_accident()
    {
        var key = ApiKey.Create();
        Assert.DoesNotContain(key.Text, $"{key}", StringComparison.Ordinal);
        Assert.Equal(10, key.Start.Length);
    }
}
