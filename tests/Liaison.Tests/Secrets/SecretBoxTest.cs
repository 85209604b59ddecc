using FsCheck;
using FsCheck.Fluent;
using Liaison.Storage.Secrets;
using Xunit;

namespace Liaison.Tests.Secrets;

public sealed class SecretBoxTest(PostgresFixture postgres)
{
    private const string Purpose = "connection.password";

    [Fact]
    public async Task Any_text_comes_back_for_its_tenant_and_purpose_and_for_no_other()
    {
        await using var rings = await KeyRings.Create(postgres);
        var box = new SecretBox(await rings.Load());
        var texts = ArbMap.Default.GeneratorFor<string?>().Select(text => text ?? "zażółć gęślą jaźń");
        Check.QuickThrowOnFailure(Prop.ForAll(texts.Four().ToArbitrary(), of =>
        {
            var (tenant, purpose, plain, other) = of;
            var text = box.Protect(tenant, purpose, plain);
            return box.Unprotect(tenant, purpose, text) == plain
                && (other == tenant || Refuses(() => box.Unprotect(other, purpose, text)))
                && (other == purpose || Refuses(() => box.Unprotect(tenant, other, text)));
        }));
    }

    [Fact]
    public async Task A_secret_moved_to_another_tenant_fails_with_a_sentence_that_says_so_and_does_not_leak()
    {
        await using var rings = await KeyRings.Create(postgres);
        var box = new SecretBox(await rings.Load());
        var stolen = box.Protect("ten_a", Purpose, "hunter2");
        var refused = Assert.Throws<SecretException>(() => box.Unprotect("ten_b", Purpose, stolen));
        Assert.Contains("'connection.password' of tenant ten_b does not open: it belongs to another", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", refused.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(stolen, refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_character_of_a_secret_can_be_changed()
    {
        await using var rings = await KeyRings.Create(postgres);
        var box = new SecretBox(await rings.Load());
        var text = box.Protect("ten_a", Purpose, "a secret of some length");
        for (var at = 0; at < text.Length; at++)
        {
            var changed = text[..at] + (text[at] == 'A' ? 'B' : 'A') + text[(at + 1)..];
            Assert.True(Refuses(() => box.Unprotect("ten_a", Purpose, changed)), $"accepted with a changed character {at} of {text.Length}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("plain text")]
    [InlineData("s1.1.")]
    [InlineData("s1.1.AAAA")]
    [InlineData("s2.1.AAAA")]
    [InlineData("s1.99.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("s1.-1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("s1.1.%%%%")]
    public async Task What_is_no_secret_is_refused_in_words(string text)
    {
        await using var rings = await KeyRings.Create(postgres);
        var box = new SecretBox(await rings.Load());
        Assert.Contains("nter", Assert.Throws<SecretException>(() => box.Unprotect("ten_a", Purpose, text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_secret_never_looks_the_same_twice()
    {
        await using var rings = await KeyRings.Create(postgres);
        var box = new SecretBox(await rings.Load());
        Assert.NotEqual(box.Protect("ten_a", Purpose, "same"), box.Protect("ten_a", Purpose, "same"));
    }

    private static bool Refuses(Func<string> open)
    {
        try
        {
            return open() is null;
        }
        catch (SecretException)
        {
            return true;
        }
    }
}
