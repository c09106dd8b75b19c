using System.ComponentModel;
using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Arena.Tests.Stores;

/// <summary>A fact of a contract suite. It is skipped in classes whose <see cref="RequirementAttribute"/> is not met here.</summary>
[XunitTestCaseDiscoverer("Arena.Tests.Stores.ContractFactDiscoverer", "Arena.Tests")]
public sealed class ContractFactAttribute : FactAttribute;

/// <summary>Something that a test class needs of the machine.</summary>
[AttributeUsage(AttributeTargets.Class)]
public abstract class RequirementAttribute : Attribute
{
    /// <summary>What is not there; null when all is.</summary>
    public abstract string? Missing { get; }
}

public sealed class ContractFactDiscoverer(IMessageSink diagnostics) : FactDiscoverer(diagnostics)
{
    protected override IXunitTestCase CreateTestCase(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        new ContractTestCase(
            DiagnosticMessageSink, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod);
}

public sealed class ContractTestCase : XunitTestCase
{
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("For the deserializer.")]
    public ContractTestCase()
    {
    }

    public ContractTestCase(IMessageSink diagnostics, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method)
        : base(diagnostics, display, options, method)
    {
    }

    protected override string GetSkipReason(IAttributeInfo factAttribute) =>
        ((IReflectionTypeInfo)TestMethod.TestClass.Class).Type.GetCustomAttribute<RequirementAttribute>()?.Missing ?? base.GetSkipReason(factAttribute);
}
