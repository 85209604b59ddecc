using Liaison.Storage.Secrets;
using Xunit;

namespace Liaison.Tests.Secrets;

public sealed class PasswordHashTest
{
    [Fact]
    public void The_right_password_is_right_and_every_other_is_wrong()
    {
        var stored = PasswordHash.Create("zażółć gęślą jaźń");
        Assert.Equal(PasswordCheck.Right, PasswordHash.Check("zażółć gęślą jaźń", stored));
        foreach (var wrong in new[] { "", "zażółć gęślą jaźń ", "Zażółć gęślą jaźń", "zazolc gesla jazn" })
            Assert.Equal(PasswordCheck.Wrong, PasswordHash.Check(wrong, stored));
    }

    [Fact]
    public void The_stored_text_says_how_it_was_made_and_differs_every_time()
    {
        var (one, other) = (PasswordHash.Create("same"), PasswordHash.Create("same"));
        Assert.StartsWith("pbkdf2-sha512$210000$", one, StringComparison.Ordinal);
        Assert.NotEqual(one, other);
        Assert.DoesNotContain("same", one, StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_stored_when_less_work_was_enough_still_opens_and_asks_to_be_hashed_again()
    {
        var old = PasswordHash.Create("long ago", iterations: 1000);
        Assert.Equal(PasswordCheck.RightButOutdated, PasswordHash.Check("long ago", old));
        Assert.Equal(PasswordCheck.Wrong, PasswordHash.Check("yesterday", old));
    }

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("pbkdf2-sha512$0$AAAA$AAAA")]
    [InlineData("pbkdf2-sha512$-5$AAAA$AAAA")]
    [InlineData("md5$1$AAAA$AAAA")]
    public void A_stored_text_of_another_form_is_a_fault_and_never_a_match(string stored) =>
        Assert.Throws<FormatException>(() => PasswordHash.Check("x", stored));

    [Fact]
    public void An_empty_hash_matches_nothing() => Assert.Equal(PasswordCheck.Wrong, PasswordHash.Check("", "pbkdf2-sha512$1000$AAAA$"));

    [Fact]
    public void Nobody_has_a_password() => Assert.Equal(PasswordCheck.Wrong, PasswordHash.Check("", PasswordHash.OfNobody));
}
