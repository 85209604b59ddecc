using Xunit;

namespace Liaison.Tests.Sandbox.Salesforce;

/// <summary>The stand-in satisfies a client that was written for Salesforce and knows nothing of us.</summary>
public sealed class JsforceTests
{
    [Fact]
    public async Task The_stand_in_satisfies_jsforce()
    {
        await using var sandbox = await SalesforceSandbox.Start();
        await ForeignClient.Satisfies("jsforce", new Uri(sandbox.Address, "/salesforce"));
    }
}
