using System.Runtime.Versioning;
using Liaison.Storage.Secrets;
using Xunit;

namespace Liaison.Tests.Secrets;

[UnsupportedOSPlatform("windows")]
public sealed class MasterKeyTest : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("liaison-master-");

    [Fact]
    public void The_variable_comes_before_the_file_and_the_file_before_the_data_folder()
    {
        var file = Path.Combine(_folder.FullName, "key");
        File.WriteAllText(file, MasterKey.NewText() + "\n");
        Assert.Equal(MasterKeyOrigin.Environment, MasterKey.Find(MasterKey.NewText(), file, _folder.FullName).Origin);
        Assert.Equal(MasterKeyOrigin.File, MasterKey.Find(" ", file, _folder.FullName).Origin);
        Assert.Equal(MasterKeyOrigin.DataFolder, MasterKey.Find(null, null, _folder.FullName).Origin);
    }

    [Fact]
    public void A_key_in_the_data_folder_is_made_once_for_its_owner_alone_and_is_worth_a_warning()
    {
        var made = MasterKey.Find(null, null, _folder.FullName);
        var text = File.ReadAllText(made.Place);
        Assert.True(made.LiesBesideTheData);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(made.Place));
        MasterKey.Find(null, null, _folder.FullName);
        Assert.Equal(text, File.ReadAllText(made.Place));
        Assert.False(MasterKey.Find(text, null, _folder.FullName).LiesBesideTheData);
    }

    [Theory]
    [InlineData("too short")]
    [InlineData("AAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void What_is_not_32_bytes_in_base64_is_refused_by_the_name_of_its_place(string text)
    {
        var variable = Assert.Throws<SecretException>(() => MasterKey.Find(text, null, _folder.FullName)).Message;
        Assert.Contains("LIAISON_MASTER_KEY is not 32 bytes", variable, StringComparison.Ordinal);
        var file = Path.Combine(_folder.FullName, "key");
        File.WriteAllText(file, text);
        var refused = Assert.Throws<SecretException>(() => MasterKey.Find(null, file, _folder.FullName)).Message;
        Assert.Contains(file, refused, StringComparison.Ordinal);
        Assert.DoesNotContain(text, refused, StringComparison.Ordinal);
    }

    [Fact]
    public void A_named_file_that_is_missing_is_an_error_and_not_a_new_key()
    {
        var missing = Path.Combine(_folder.FullName, "no-such-key");
        var refused = Assert.Throws<SecretException>(() => MasterKey.Find(null, missing, _folder.FullName));
        Assert.Contains(missing, refused.Message, StringComparison.Ordinal);
        Assert.Empty(_folder.EnumerateFiles());
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
