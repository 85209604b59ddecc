namespace Liaison.Sandbox.Confirm.Soap;

/// <summary>The envelope itself is wrong, so the answer is a soap:Fault with HTTP 500 and not a Response.</summary>
public sealed class SoapFaultException : Exception
{
    public SoapFaultException()
        : this("soap:Server", "Server was unable to process request.")
    {
    }

    public SoapFaultException(string message)
        : this("soap:Server", message)
    {
    }

    public SoapFaultException(string message, Exception innerException)
        : base(message, innerException)
    {
        Code = "soap:Server";
    }

    public SoapFaultException(string code, string message)
        : base(message)
    {
        Code = code;
    }

    public string Code { get; }
}
